CREATE TABLE parts (id INT, part TEXT) WITH (connector = 'filesystem', path = 'data/parts', format = 'json');
SELECT * FROM parts;

--= result
--> {"id":1,"part":"one"}
--> {"id":2,"part":"one"}
--> {"id":3,"part":"one"}
--> {"id":4,"part":"two"}
--> {"id":5,"part":"two"}
--> {"id":6,"part":"three"}
