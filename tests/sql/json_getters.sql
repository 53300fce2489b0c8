CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id, json_get_str(details, 'age') AS s, json_get_int(details, 'age') AS i, json_get_float(details, 'age') AS f, json_get_json(details, 'tags') AS j, details ->> 1 AS second FROM orders;

--= result
--> {"f":31.0,"i":31,"id":1,"j":["new","big"],"s":null,"second":null}
--> {"f":null,"i":null,"id":2,"j":[],"s":"42","second":null}
--> {"f":null,"i":null,"id":3,"j":null,"s":null,"second":null}
--> {"f":null,"i":null,"id":4,"j":null,"s":null,"second":null}
--> {"f":null,"i":null,"id":5,"j":null,"s":null,"second":"2"}
--> {"f":null,"i":null,"id":6,"j":null,"s":null,"second":null}
