CREATE TABLE texts (id INT, s TEXT) WITH (connector = 'single_file', path = 'data/texts.json', format = 'json');
SELECT id, s FROM texts;

--= result
--> {"id":1,"s":"Alpha beta"}
--> {"id":2,"s":"  padded  "}
--> {"id":3,"s":"grüne ☃ \uD83D\uDE00"}
--> {"id":4,"s":""}
--> {"id":5,"s":"a,b,,c"}
--> {"id":6,"s":"line\nbreak \"q\" \\ é\u0001"}
--> {"id":7,"s":null}
