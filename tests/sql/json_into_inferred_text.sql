CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE out WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO out SELECT id, details -> 'city' AS city, details -> 'tags' AS tags FROM orders WHERE id < 5;

--= out
--> {"city":"\"Oslo\"","id":1,"tags":"[\"new\",\"big\"]"}
--> {"city":"\"Rome\"","id":2,"tags":"[]"}
--> {"city":"null","id":3,"tags":"null"}
--> {"city":"null","id":4,"tags":"null"}
