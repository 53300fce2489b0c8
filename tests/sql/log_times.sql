CREATE TABLE orders (id BIGINT NOT NULL, placed TIMESTAMP NOT NULL) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id, date_bin(INTERVAL '6 hours', placed) AS quarter_day, date_bin(INTERVAL '7 days', placed, '2024-01-01') AS monday,
       to_timestamp(concat('0', id, '/Mar/2024:10:00:00 +0200'), '%d/%b/%Y:%H:%M:%S %z') AS written, to_timestamp(id) AS seconds
FROM orders WHERE id < 4;

--= result
--> {"id":1,"monday":"2024-02-26T00:00:00","quarter_day":"2024-03-01T06:00:00","seconds":"1970-01-01T00:00:01","written":"2024-03-01T08:00:00"}
--> {"id":2,"monday":"2024-02-26T00:00:00","quarter_day":"2024-03-01T06:00:00","seconds":"1970-01-01T00:00:02","written":"2024-03-02T08:00:00"}
--> {"id":3,"monday":"2024-02-26T00:00:00","quarter_day":"2024-03-01T06:00:00","seconds":"1970-01-01T00:00:03","written":"2024-03-03T08:00:00"}
