// admin_sections: what /admin has, in the order of its menu. The address of one is #id; what stands
// behind a slash is the section's own. The word of its name is admin.<id>.
import { AccountsSection } from "./admin_accounts.js";
import { AuditSection } from "./admin_audit.js";
import { BackupSection } from "./admin_backup.js";
import { CalendarSection } from "./admin_calendar.js";
import { DevicesSection } from "./admin_devices.js";
import { IndicatorsSection } from "./admin_indicators.js";
import { OfficeSection } from "./admin_office.js";
import { ProceduresSection } from "./admin_procedures.js";
import { RulesSection } from "./admin_rules.js";
import { ServicesSection } from "./admin_services.js";
import { TextsSection } from "./admin_texts.js";
import { VoiceSection } from "./admin_voice.js";

export const SECTIONS = [
	{ id: "office", Section: OfficeSection },
	{ id: "services", Section: ServicesSection },
	{ id: "procedures", Section: ProceduresSection },
	{ id: "calendar", Section: CalendarSection },
	{ id: "rules", Section: RulesSection },
	{ id: "texts", Section: TextsSection },
	{ id: "voice", Section: VoiceSection },
	{ id: "indicators", Section: IndicatorsSection },
	{ id: "accounts", Section: AccountsSection },
	{ id: "devices", Section: DevicesSection },
	{ id: "backup", Section: BackupSection },
	{ id: "audit", Section: AuditSection },
];
