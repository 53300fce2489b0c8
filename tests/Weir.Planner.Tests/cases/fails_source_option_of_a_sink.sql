-- fails: option "wait_for_control" is one of a source, and the table is a sink
CREATE TABLE o (a INT) WITH (connector = 'single_file', path = 'x', format = 'json', type = 'sink', wait_for_control = 'true'); INSERT INTO o SELECT 1;
