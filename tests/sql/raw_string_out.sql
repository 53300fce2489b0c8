CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE out (value TEXT) WITH (connector = 'single_file', path = 'out.json', format = 'raw_string');
INSERT INTO out SELECT customer FROM orders;

--= out
-->
--> Cyd
--> ann
--> ann
--> bob
--> d_e%f
