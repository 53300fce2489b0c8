CREATE TABLE broken (id BIGINT NOT NULL, n INT)
WITH (connector = 'single_file', path = 'data/broken.json', format = 'json', bad_data = 'drop');
SELECT id FROM broken;

--= result
--> {"id":1}
--> {"id":3}
--> {"id":4}
--> {"id":5}
--> {"id":7}
--> {"id":8}
--> {"id":9}
