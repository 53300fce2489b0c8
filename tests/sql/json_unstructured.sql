CREATE TABLE any_json (value JSON) WITH (connector = 'single_file', path = 'data/any.json', format = 'json', 'json.unstructured' = 'true');
SELECT value, json_length(value) AS members FROM any_json;

--= result
--> {"members":2,"value":{"a":[true,null],"b":1}}
--> {"members":3,"value":[1,2.50,"x"]}
--> {"members":null,"value":"text"}
--> {"members":null,"value":17}
--> {"members":null,"value":null}
