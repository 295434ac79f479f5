// title: Jigsaw
// family: jigsaw
// description: Interlocking puzzle pieces with tabs and a printed landscape, some lifted
// tags: contours
// dialect: shadertoy
// licence: CC0-1.0
// @param kPieces viewpoint 4.0 2.0 8.0
// @param kTab identity 0.17 0.1 0.22
// @param kHills texture 2.5 1.0 6.0
// @param kHue palette 0.0 0.0 6.28
// @param kLoose clutter 0.35 0.0 0.8
const float kPieces = 4.0;
const float kTab = 0.17;
const float kHills = 2.5;
const float kHue = 0.0;
const float kLoose = 0.35;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
float vnoise(vec2 p) {                                // smooth value noise in [0, 1)
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
float tab(vec2 q, float side) {                       // an edge along x with a round tab at its middle
    q.y *= side;
    return side * min(q.y, length(vec2(q.x, q.y - 0.13)) - kTab) ;
}
float edge(vec2 cell, float odd) { return rnd(cell * 2.0 + odd * 57.0) < 0.5 ? -1.0 : 1.0; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = p * 0.5 * floor(kPieces) + vec2(0.25, 0.1) * iTime, best = vec2(0);
    float d = 9.0;
    for (int k = 0; k < 9; k++) {                     // the piece that owns this point
        vec2 cell = floor(g) + vec2(k % 3, k / 3) - 1.0, q = g - cell - 0.5;
        float right = tab(vec2(q.y, q.x - 0.5), edge(cell, 1.0)), left = -tab(vec2(q.y, q.x + 0.5), edge(cell - vec2(1, 0), 1.0));
        float top = tab(vec2(q.x, q.y - 0.5), edge(cell, 2.0)), bottom = -tab(vec2(q.x, q.y + 0.5), edge(cell - vec2(0, 1), 2.0));
        float piece = max(max(right, left), max(top, bottom));
        if (piece < d) { d = piece; best = cell; }
    }
    float lifted = step(rnd(best + floor(0.5 * iTime + rnd(best))), kLoose);
    vec2 s = g + 0.12 * lifted;
    float ridge = kHills * 0.3 * vnoise(vec2(0.7 * s.x, 3.0)) + 0.12 * vnoise(4.0 * s), sky = fract(0.23 * s.y) * 3.0;
    vec3 col = mix(vec3(0.35, 0.62, 0.85), vec3(0.95, 0.85, 0.7), 0.5 * sky);
    col = mix(col, vec3(0.25, 0.42, 0.3) * (0.6 + vnoise(9.0 * s)), smoothstep(0.03, 0.0, sky - 0.6 - ridge));
    col = mix(col, vec3(0.85, 0.65, 0.35) * (0.7 + 0.5 * vnoise(15.0 * s)), smoothstep(0.03, 0.0, sky - 0.4 * ridge));
    col = spin(col, kHue) * (1.0 + 0.25 * lifted);
    col *= 0.35 + 0.65 * smoothstep(0.0, -0.05, d);
    col += 0.2 * smoothstep(-0.03, -0.07, d) * smoothstep(-0.12, -0.07, d);
    fragColor = vec4(col, 1.0);
}
