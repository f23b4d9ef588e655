// Java: org.acme.Contents (Contents.java)
module Contents (
  input  wire clk, // Contents.java:1
  input  wire [8:0] ra, // Contents.java:2
  output wire [19:0] out // Contents.java:15
);

  reg [11:0] many = 12'd0; // Contents.java:9

  reg [7:0] fewRom [0:7]; // Contents.java:7
  integer fewRom_word;
  initial begin
    for (fewRom_word = 0; fewRom_word <= 7; fewRom_word = fewRom_word + 1) begin
      fewRom[fewRom_word] = 8'd0;
    end
    fewRom[0] = 8'd1;
    fewRom[2] = 8'hc8;
  end

  (* ram_style = "block" *)
  reg [11:0] manyRom [0:511]; // Contents.java:11
  initial begin
    $readmemh("Contents.manyRom.hex", manyRom);
  end

  wire [7:0] few = fewRom[ra[2:0]]; // Contents.java:5
  assign out = {many, few};

  always @(posedge clk) begin // Contents.java:10
    many <= manyRom[ra];
  end
endmodule
