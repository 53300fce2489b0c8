-- fails: formats are those of strftime: '%Y-%m-%d %H:%M:%S'
CREATE TABLE texts (id INT, s TEXT) WITH (connector = 'single_file', path = 'data/texts.json', format = 'json');
SELECT to_timestamp(s, 'YYYY-MM-DD HH24:MI:SS') AS t FROM texts;
