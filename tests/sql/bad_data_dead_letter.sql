CREATE TABLE broken (id BIGINT NOT NULL, n INT)
WITH (connector = 'single_file', path = 'data/broken.json', format = 'json', bad_data = 'dead_letter');
SELECT id, n FROM broken;

--= dead letters of broken
--> {"field":"id","offset":100,"reason":"column \"id\" (BIGINT NOT NULL): expected a value at byte 6 of the record, found null","text":"{\"id\":null,\"n\":1}"}
--> {"field":"n","offset":118,"reason":"column \"n\" (INT): 99999999999 at byte 12 of the record is out of its range","text":"{\"id\":7,\"n\":99999999999}"}
--> {"field":"n","offset":49,"reason":"column \"n\" (INT): expected a number at byte 12 of the record, found true","text":"{\"id\":4,\"n\":true}"}
--> {"field":null,"offset":16,"reason":"the line ends inside the record: expected a value behind {\"id\":2,\"n\":","text":"{\"id\":2,\"n\":"}
--> {"field":null,"offset":67,"reason":"not well-formed JSON: expected a value at byte 0 of the record, found \"n\": not json at all","text":"not json at all"}
--= result
--> {"id":1,"n":10}
--> {"id":3,"n":17}
--> {"id":5,"n":3}
--> {"id":8,"n":null}
--> {"id":9,"n":9}
