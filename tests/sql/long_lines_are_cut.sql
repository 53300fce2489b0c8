CREATE TABLE words (value TEXT) WITH (connector = 'single_file', path = 'data/words.txt', format = 'raw_string', framing = 'newline', 'framing.newline.max_length' = 8);
SELECT value FROM words;

--= result
--> {"value":""}
--> {"value":"  a line"}
--> {"value":"no newli"}
--> {"value":"the firs"}
--> {"value":"{\"not\":\""}
