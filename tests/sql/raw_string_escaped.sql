CREATE TABLE words (value TEXT) WITH (connector = 'single_file', path = 'data/words.txt', format = 'raw_string');
CREATE TABLE out (value TEXT) WITH (connector = 'single_file', path = 'out.txt', format = 'raw_string', 'raw_string.line_breaks' = 'escape');
INSERT INTO out SELECT E'one\ntwo' FROM words WHERE value = '';

--= out
--> one\ntwo
