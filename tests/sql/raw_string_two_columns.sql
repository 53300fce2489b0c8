-- fails: raw_string
CREATE TABLE w (value TEXT, other TEXT) WITH (connector = 'single_file', path = 'data/words.txt', format = 'raw_string');
SELECT value FROM w;
