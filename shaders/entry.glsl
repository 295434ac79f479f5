// Last part of every compute unit: runs the program for one pixel. The dialect's part before this defines
// `vec4 pp_program_colour()`.
void main() { pp_store(pp_program_colour()); }
