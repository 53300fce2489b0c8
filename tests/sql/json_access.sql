CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE out (id BIGINT, city_json JSON, city TEXT, first_tag JSON, has_age BOOLEAN, age BIGINT, members BIGINT)
WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO out
    SELECT id, details -> 'city' AS city_json, details ->> 'city' AS city, details -> 'tags' -> 0 AS first_tag, details ? 'age' AS has_age,
       (details -> 'age')::BIGINT AS age, json_length(details) AS members
FROM orders;

--= out
--> {"age":31,"city":"Oslo","city_json":"Oslo","first_tag":"new","has_age":true,"id":1,"members":3}
--> {"age":42,"city":"Rome","city_json":"Rome","first_tag":null,"has_age":true,"id":2,"members":3}
--> {"age":null,"city":null,"city_json":null,"first_tag":null,"has_age":false,"id":3,"members":null}
--> {"age":null,"city":null,"city_json":null,"first_tag":null,"has_age":false,"id":4,"members":1}
--> {"age":null,"city":null,"city_json":null,"first_tag":null,"has_age":false,"id":5,"members":2}
--> {"age":null,"city":null,"city_json":null,"first_tag":null,"has_age":false,"id":6,"members":null}
