-- fails: column "value": a line break in a value would make two records of it in format "raw_string": one\ntwo
CREATE TABLE words (value TEXT) WITH (connector = 'single_file', path = 'data/words.txt', format = 'raw_string');
CREATE TABLE out (value TEXT) WITH (connector = 'single_file', path = 'out.txt', format = 'raw_string');
INSERT INTO out SELECT E'one\ntwo' FROM words;
