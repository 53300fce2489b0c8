CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE staging (k BIGINT, v TEXT);
INSERT INTO staging SELECT quantity, amount FROM orders;
SELECT v, k FROM staging WHERE k > 0;

--= result
--> {"k":1,"v":"99.0"}
--> {"k":3,"v":"12.5"}
--> {"k":7,"v":null}
