// title: Orbit traps
// family: orbit_trap_set
// description: Valleys of the Mandelbrot set dressed with stalks and coloured crosses
// tags: fractals
// dialect: shadertoy
// licence: CC0-1.0
// @param kPlace viewpoint -0.745,0.113 -1.0 0.4
// @param kZoom viewpoint 1.5 0.4 3.5
// @param kTrap texture 0.3 0.05 0.8
// @param kHue palette 0.6 0.0 1.0
const vec2 kPlace = vec2(-0.745, 0.113);
const float kZoom = 1.5;
const float kTrap = 0.3;
const float kHue = 0.6;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float zoom = exp(-kZoom - 1.2 * (0.5 + 0.5 * sin(0.4 * iTime)));
    vec2 c = kPlace + zoom * 1.3 * turn(0.15 * iTime) * p, z = vec2(0.0);
    float trap = 9.0, ring = 9.0, n = 0.0, where = 0.0;
    for (int k = 0; k < 90; k++) {
        z = vec2(z.x * z.x - z.y * z.y, 2.0 * z.x * z.y) + c;
        if (dot(z, z) > 64.0) break;
        n += 1.0;
        vec2 w = turn(0.3 * iTime) * z;
        float t = min(abs(w.x), abs(w.y));
        if (t < trap) { trap = t; where = atan(z.y, z.x); }
        ring = min(ring, abs(length(z - vec2(0.4, 0.0)) - kTrap));
    }
    float smooth_ = n - log2(max(log2(max(dot(z, z), 1.1)), 0.01));
    vec3 col = n > 89.0 ? vec3(0.04, 0.03, 0.07) : pal(kHue + 0.035 * smooth_) * (0.35 + 0.4 * sin(0.5 * smooth_) * sin(0.5 * smooth_));
    col = mix(col, pal(kHue + 0.4 + 0.1 * where) + 0.15, exp(-28.0 * trap) * 0.85);
    col = mix(col, vec3(1.0, 0.93, 0.75), smoothstep(0.05, 0.0, ring) * 0.7);
    fragColor = vec4(col, 1.0);
}
