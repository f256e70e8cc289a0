-- Changes stand in the order of their days: where a day begins is found by halving (store_change.h), and no
-- index of days is written with each of them.
DROP INDEX change_day;
