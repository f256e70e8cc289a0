#include "server/api_call.h"

/* Who may use what; everything else is refused. */
const struct api_route api_routes[] = {
	{HTTP_GET, "/", ROLE_PUBLIC, false, api_page},
	{HTTP_GET, "/clerk", ROLE_PUBLIC, false, api_page},
	{HTTP_GET, "/t/{}", ROLE_PUBLIC, false, api_page_phone},
	{HTTP_GET, "/web/{}", ROLE_PUBLIC, false, api_page_file},
	{HTTP_GET, "/words/{}", ROLE_PUBLIC, false, api_page_words},
	{HTTP_GET, "/openapi.yaml", ROLE_PUBLIC, false, api_page_description},
	{HTTP_GET, "/healthz", ROLE_PUBLIC, false, api_health},

	{HTTP_GET, "/api/v1/office", ROLE_PUBLIC, false, api_office},
	{HTTP_GET, "/api/v1/procedures", ROLE_PUBLIC, false, api_procedures},
	{HTTP_GET, "/api/v1/procedures/{}", ROLE_PUBLIC, false, api_procedure_by_code},
	{HTTP_GET, "/api/v1/board", ROLE_PUBLIC, false, api_board},
	{HTTP_GET, "/api/v1/feed", ROLE_PUBLIC, false, api_feed},
	{HTTP_GET, "/api/v1/tickets/{}", ROLE_PUBLIC, false, api_holder},

	{HTTP_POST, "/api/v1/tickets", ROLE_KIOSK | ROLE_LEAD, true, api_take},
	{HTTP_POST, "/api/v1/tickets/{}/printed", ROLE_KIOSK | ROLE_LEAD, true, api_printed},
	{HTTP_POST, "/api/v1/tickets/{}/failed", ROLE_KIOSK | ROLE_LEAD, true, api_failed},
	{HTTP_POST, "/api/v1/tickets/{}/leave", ROLE_PUBLIC, true, api_leave},
	{HTTP_POST, "/api/v1/tickets/{}/back", ROLE_PUBLIC, true, api_back},
	{HTTP_POST, "/api/v1/tickets/{}/release", ROLE_LEAD, true, api_release},
	{HTTP_POST, "/api/v1/tickets/{}/reopen", ROLE_LEAD, true, api_reopen},
	{HTTP_POST, "/api/v1/tickets/{}/void", ROLE_LEAD, true, api_void},
	{HTTP_POST, "/api/v1/tickets/{}/priority", ROLE_CLERK | ROLE_LEAD, true, api_priority},
	{HTTP_POST, "/api/v1/kiosk/status", ROLE_KIOSK, false, api_kiosk_status},

	{HTTP_GET, "/api/v1/hall", ROLE_LEAD | ROLE_ADMIN, false, api_hall},

	{HTTP_GET, "/api/v1/session", ROLE_PEOPLE, false, api_session_get},
	{HTTP_POST, "/api/v1/session", ROLE_PUBLIC, false, api_session_post},
	{HTTP_DELETE, "/api/v1/session", ROLE_PEOPLE, false, api_session_delete},

	{HTTP_GET, "/api/v1/counters/{}/queue", ROLE_CLERK | ROLE_LEAD, false, api_counter_queue},
	{HTTP_POST, "/api/v1/counters/{}/open", ROLE_CLERK | ROLE_LEAD, true, api_counter_open},
	{HTTP_POST, "/api/v1/counters/{}/pause", ROLE_CLERK | ROLE_LEAD, true, api_counter_pause},
	{HTTP_POST, "/api/v1/counters/{}/close", ROLE_CLERK | ROLE_LEAD, true, api_counter_close},
	{HTTP_POST, "/api/v1/counters/{}/next", ROLE_CLERK | ROLE_LEAD, true, api_counter_next},
	{HTTP_POST, "/api/v1/counters/{}/call", ROLE_CLERK | ROLE_LEAD, true, api_counter_call},
	{HTTP_POST, "/api/v1/counters/{}/recall", ROLE_CLERK | ROLE_LEAD, true, api_counter_recall},
	{HTTP_POST, "/api/v1/counters/{}/start", ROLE_CLERK | ROLE_LEAD, true, api_counter_start},
	{HTTP_POST, "/api/v1/counters/{}/finish", ROLE_CLERK | ROLE_LEAD, true, api_counter_finish},
	{HTTP_POST, "/api/v1/counters/{}/absent", ROLE_CLERK | ROLE_LEAD, true, api_counter_absent},
	{HTTP_POST, "/api/v1/counters/{}/hold", ROLE_CLERK | ROLE_LEAD, true, api_counter_hold},
	{HTTP_POST, "/api/v1/counters/{}/resume", ROLE_CLERK | ROLE_LEAD, true, api_counter_resume},
	{HTTP_POST, "/api/v1/counters/{}/transfer", ROLE_CLERK | ROLE_LEAD, true,
		api_counter_transfer},
	{HTTP_POST, "/api/v1/counters/{}/undo", ROLE_CLERK | ROLE_LEAD, true, api_counter_undo},
	{0},
};
