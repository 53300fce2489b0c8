CREATE TABLE texts (id INT, s TEXT) WITH (connector = 'single_file', path = 'data/texts.json', format = 'json');
SELECT id, concat('<', s, '>') AS c, '<' || s || '>' AS o FROM texts;

--= result
--> {"c":"<  padded  >","id":2,"o":"<  padded  >"}
--> {"c":"<>","id":4,"o":"<>"}
--> {"c":"<>","id":7,"o":null}
--> {"c":"<Alpha beta>","id":1,"o":"<Alpha beta>"}
--> {"c":"<a,b,,c>","id":5,"o":"<a,b,,c>"}
--> {"c":"<grüne ☃ \uD83D\uDE00>","id":3,"o":"<grüne ☃ \uD83D\uDE00>"}
--> {"c":"<line\nbreak \"q\" \\ é\u0001>","id":6,"o":"<line\nbreak \"q\" \\ é\u0001>"}
