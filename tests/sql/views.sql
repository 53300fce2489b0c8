CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE VIEW large AS SELECT id, amount FROM orders WHERE amount > 10;
CREATE VIEW larger AS SELECT id, amount * 10 AS amount FROM large WHERE amount > 50;
SELECT l.id, l.amount FROM larger AS l;

--= result
--> {"amount":10000.0,"id":5}
--> {"amount":990.0,"id":2}
