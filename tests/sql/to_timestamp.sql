CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT to_timestamp_seconds(id) AS s, to_timestamp_millis(id * 1500) AS ms, to_timestamp_micros(id) AS us, to_timestamp_nanos(id) AS ns FROM orders;

--= result
--> {"ms":"1970-01-01T00:00:01.500","ns":"1970-01-01T00:00:00.000000001","s":"1970-01-01T00:00:01","us":"1970-01-01T00:00:00.000001"}
--> {"ms":"1970-01-01T00:00:03","ns":"1970-01-01T00:00:00.000000002","s":"1970-01-01T00:00:02","us":"1970-01-01T00:00:00.000002"}
--> {"ms":"1970-01-01T00:00:04.500","ns":"1970-01-01T00:00:00.000000003","s":"1970-01-01T00:00:03","us":"1970-01-01T00:00:00.000003"}
--> {"ms":"1970-01-01T00:00:06","ns":"1970-01-01T00:00:00.000000004","s":"1970-01-01T00:00:04","us":"1970-01-01T00:00:00.000004"}
--> {"ms":"1970-01-01T00:00:07.500","ns":"1970-01-01T00:00:00.000000005","s":"1970-01-01T00:00:05","us":"1970-01-01T00:00:00.000005"}
--> {"ms":"1970-01-01T00:00:09","ns":"1970-01-01T00:00:00.000000006","s":"1970-01-01T00:00:06","us":"1970-01-01T00:00:00.000006"}
