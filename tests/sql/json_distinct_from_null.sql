CREATE TABLE orders (id BIGINT, details JSON) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id, (details -> 'nope') IS DISTINCT FROM NULL AS there, (details -> 'nope') IS NOT DISTINCT FROM NULL AS missing FROM orders WHERE id = 1;

--= result
--> {"id":1,"missing":true,"there":false}
