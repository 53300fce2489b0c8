CREATE TABLE broken (value JSON) WITH (connector = 'single_file', path = 'data/broken.json', format = 'json', 'json.unstructured' = 'true', bad_data = 'dead_letter');
SELECT json_length(value) AS members FROM broken;

--= dead letters of broken
--> {"field":null,"offset":16,"reason":"the line ends inside the record: expected a value behind {\"id\":2,\"n\":","text":"{\"id\":2,\"n\":"}
--> {"field":null,"offset":67,"reason":"not well-formed JSON: expected a value at byte 0 of the record, found \"n\": not json at all","text":"not json at all"}
--= result
--> {"members":2}
--> {"members":2}
--> {"members":2}
--> {"members":2}
--> {"members":2}
--> {"members":2}
--> {"members":3}
--> {"members":1}
