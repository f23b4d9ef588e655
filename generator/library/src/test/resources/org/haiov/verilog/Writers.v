// Java: org.acme.Writers (Writers.java)
module Writers (
  input  wire leftClk, // Writers.java:1
  input  wire rightClk, // Writers.java:2
  input  wire [1:0] we, // Writers.java:3
  input  wire [5:0] address, // Writers.java:4
  input  wire [15:0] data, // Writers.java:5
  output wire [15:0] out // Writers.java:32
);

  reg [7:0] leftRead = 8'd0; // Writers.java:8
  reg [7:0] rightRead = 8'd0; // Writers.java:12

  // Written by more than one clock, as RAM with two write ports may be.
  // verilator lint_off MULTIDRIVEN
  (* ram_style = "block", no_rw_check *)
  reg [7:0] shared [0:7]; // Writers.java:28
  // verilator lint_on MULTIDRIVEN
  integer shared_word;
  initial begin
    for (shared_word = 0; shared_word <= 7; shared_word = shared_word + 1) begin
      shared[shared_word] = 8'd0;
    end
  end

  assign out = {rightRead, leftRead};

  always @(posedge leftClk) begin // Writers.java:20
    if (we[0]) begin
      shared[address[2:0]] <= data[7:0];
    end
  end

  always @(posedge rightClk) begin // Writers.java:27
    if (we[1]) begin
      shared[address[5:3]] <= data[15:8];
    end
  end

  always @(posedge leftClk) begin // Writers.java:9
    leftRead <= shared[address[2:0]];
  end

  always @(posedge rightClk) begin // Writers.java:13
    rightRead <= shared[address[5:3]];
  end
endmodule
