CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE out WITH (connector = 'single_file', path = 'out.json', format = 'json', 'json.timestamp_format' = 'unix_millis');
INSERT INTO out SELECT id, placed FROM orders;

--= out
--> {"id":1,"placed":1709287200000}
--> {"id":2,"placed":1709287201500}
--> {"id":3,"placed":1709287203000}
--> {"id":4,"placed":1709287204000}
--> {"id":5,"placed":1709287205000}
--> {"id":6,"placed":1709287206000}
