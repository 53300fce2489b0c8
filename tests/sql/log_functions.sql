CREATE TABLE texts (id INT, s TEXT) WITH (connector = 'single_file', path = 'data/texts.json', format = 'json');
SELECT id, left(s, 3) AS l, right(s, 2) AS r, lpad(s, 4, '*') AS lp, rpad(s, 12, '<>') AS rp, concat_ws('|', id, s, NULL, 'end') AS w,
       greatest(id, mod(id, 4), 3) AS g, least(id, NULL, 5) AS m
FROM texts;

--= result
--> {"g":4,"id":4,"l":"","lp":"****","m":4,"r":"","rp":"<><><><><><>","w":"4||end"}
--> {"g":3,"id":1,"l":"Alp","lp":"Alph","m":1,"r":"ta","rp":"Alpha beta<>","w":"1|Alpha beta|end"}
--> {"g":5,"id":5,"l":"a,b","lp":"a,b,","m":5,"r":",c","rp":"a,b,,c<><><>","w":"5|a,b,,c|end"}
--> {"g":3,"id":3,"l":"grü","lp":"grün","m":3,"r":" \uD83D\uDE00","rp":"grüne ☃ \uD83D\uDE00<><","w":"3|grüne ☃ \uD83D\uDE00|end"}
--> {"g":6,"id":6,"l":"lin","lp":"line","m":5,"r":"é\u0001","rp":"line\nbreak \"","w":"6|line\nbreak \"q\" \\ é\u0001|end"}
--> {"g":3,"id":2,"l":"  p","lp":"  pa","m":2,"r":"  ","rp":"  padded  <>","w":"2|  padded  |end"}
--> {"g":7,"id":7,"l":null,"lp":null,"m":5,"r":null,"rp":null,"w":"7|end"}
