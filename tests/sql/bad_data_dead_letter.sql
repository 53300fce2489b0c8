CREATE TABLE broken (id BIGINT NOT NULL, n INT)
WITH (connector = 'single_file', path = 'data/broken.json', format = 'json', bad_data = 'dead_letter');
SELECT id, n FROM broken;

--= dead letters of broken
--> {"field":"id","offset":100,"reason":"column \"id\": no value for a column that is NOT NULL","text":"{\"id\":null,\"n\":1}"}
--> {"field":"n","offset":118,"reason":"column \"n\": a value out of the range of its column","text":"{\"id\":7,\"n\":99999999999}"}
--> {"field":"n","offset":49,"reason":"column \"n\": a value of the wrong type","text":"{\"id\":4,\"n\":true}"}
--> {"field":null,"offset":16,"reason":"not well-formed JSON","text":"{\"id\":2,\"n\":"}
--> {"field":null,"offset":67,"reason":"not well-formed JSON","text":"not json at all"}
--= result
--> {"id":1,"n":10}
--> {"id":3,"n":17}
--> {"id":5,"n":3}
--> {"id":8,"n":null}
--> {"id":9,"n":9}
