CREATE TABLE texts (id INT, s TEXT) WITH (connector = 'single_file', path = 'data/texts.json', format = 'json');
SELECT id, upper(s) AS u, btrim(s) AS b, character_length(s) AS c, octet_length(s) AS o, substr(s, 2, 3) AS sub, split_part(s, ',', 4) AS part,
       replace(s, 'a', '-') AS r, strpos(s, 'b') AS p, starts_with(s, 'A') AS st
FROM texts;

--= result
--> {"b":"","c":0,"id":4,"o":0,"p":0,"part":"","r":"","st":false,"sub":"","u":""}
--> {"b":"Alpha beta","c":10,"id":1,"o":10,"p":7,"part":"","r":"Alph- bet-","st":true,"sub":"lph","u":"ALPHA BETA"}
--> {"b":"a,b,,c","c":6,"id":5,"o":6,"p":3,"part":"c","r":"-,b,,c","st":false,"sub":",b,","u":"A,B,,C"}
--> {"b":"grüne ☃ \uD83D\uDE00","c":9,"id":3,"o":15,"p":0,"part":"","r":"grüne ☃ \uD83D\uDE00","st":false,"sub":"rün","u":"GRÜNE ☃ \uD83D\uDE00"}
--> {"b":"line\nbreak \"q\" \\ é\u0001","c":19,"id":6,"o":20,"p":6,"part":"","r":"line\nbre-k \"q\" \\ é\u0001","st":false,"sub":"ine","u":"LINE\nBREAK \"Q\" \\ É\u0001"}
--> {"b":"padded","c":10,"id":2,"o":10,"p":0,"part":"","r":"  p-dded  ","st":false,"sub":" pa","u":"  PADDED  "}
--> {"b":null,"c":null,"id":7,"o":null,"p":null,"part":null,"r":null,"st":null,"sub":null,"u":null}
