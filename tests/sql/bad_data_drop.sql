CREATE TABLE broken (id BIGINT NOT NULL, n INT)
WITH (connector = 'single_file', path = 'data/broken.json', format = 'json', bad_data = 'drop');
SELECT id, n FROM broken;

--= result
--> {"id":1,"n":10}
--> {"id":3,"n":17}
--> {"id":5,"n":3}
--> {"id":8,"n":null}
--> {"id":9,"n":9}
