SET on_error = 'dead_letter';
CREATE TABLE t (id BIGINT, at TIMESTAMP NOT NULL, WATERMARK FOR at AS at - INTERVAL '1 day') WITH (connector = 'single_file', path = 'data/ages.json', format = 'json');
SELECT id, at FROM t;

--= dead letters of t
--> {"expression":"WATERMARK","offset":36,"reason":"1677-09-21T01:00:00 - INTERVAL '1 days' is out of range: times are between the years 1677 and 2262","text":"{\"id\":2,\"at\":\"1677-09-21T01:00:00\"}"}
--= result
--> {"at":"1969-12-31T23:59:59.999999999","id":4}
--> {"at":"2024-01-01T00:00:00","id":1}
--> {"at":"2262-04-11T23:47:16.854775807","id":3}
