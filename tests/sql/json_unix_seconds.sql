CREATE TABLE mixed (at TIMESTAMP) WITH (connector = 'single_file', path = 'data/mixed.json', format = 'json', 'json.timestamp_format' = 'unix_millis');
CREATE TABLE out (at TIMESTAMP) WITH (connector = 'single_file', path = 'out.json', format = 'json', 'json.timestamp_format' = 'unix_seconds');
INSERT INTO out SELECT at FROM mixed;

--= out
--> {"at":1709287200}
--> {"at":1709287200}
--> {"at":1709287200}
