// dialect: shadertoy
float tanh(float x) { return x; }
const float limit = tanh(2.0);
const float twice = limit * 2.0, four = 4.0;
struct Ray { vec3 o; float length; };
float step = 0.1;
float pp_mine(float a__b, float buffer) { return a__b + buffer; }
void main() {}
void mainImage(out vec4 patch, in vec2 shared) {
    Ray ray; ray.length = length(shared);
    patch = vec4(tanh(step), pp_mine(ray.length, twice), four, limit);
}
