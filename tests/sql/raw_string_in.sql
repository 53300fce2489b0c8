CREATE TABLE words (value TEXT) WITH (connector = 'single_file', path = 'data/words.txt', format = 'raw_string');
SELECT value, character_length(value) AS chars FROM words;

--= result
--> {"chars":0,"value":""}
--> {"chars":14,"value":"the first line"}
--> {"chars":17,"value":"{\"not\":\"decoded\"}"}
--> {"chars":21,"value":"no newline at the end"}
--> {"chars":38,"value":"  a line with \"quotes\", and a tab\there"}
