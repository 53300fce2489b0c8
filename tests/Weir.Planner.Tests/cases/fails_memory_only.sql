-- fails: planning error E01: rows go into memory tables only, and nothing comes out
CREATE TABLE a (x INT) WITH (connector = 'single_file', path = 'a.json', format = 'json');
CREATE TABLE mem (k BIGINT);
INSERT INTO mem SELECT x FROM a;
