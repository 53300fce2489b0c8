CREATE TABLE mixed (at TIMESTAMP) WITH (connector = 'single_file', path = 'data/mixed.json', format = 'json', 'json.timestamp_format' = 'unix_millis');
SELECT at FROM mixed;

--= result
--> {"at":"2024-03-01T10:00:00"}
--> {"at":"2024-03-01T10:00:00.123"}
--> {"at":"2024-03-01T10:00:00"}
