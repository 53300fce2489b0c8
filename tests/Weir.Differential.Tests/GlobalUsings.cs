global using Weir.Columnar;
global using Weir.Columnar.Expressions;
