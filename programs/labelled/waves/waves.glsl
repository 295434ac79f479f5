// title: Waves
// family: labelled
// description: A patch of strongly bent wavy bands in random pose, colours and clutter; another sample for every whole number of seconds
// dialect: shadertoy
// licence: CC0-1.0
const uint CLASS = 9u;
// ---- scene code shared by all labelled programs: every picture depends on int(iTime) and CLASS only ----
uint state;
uint mixBits(uint x) { x ^= x >> 16; x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float draw() { state = mixBits(state + 0x6D2B79F5u); return float(state >> 8) / 16777216.0; }        // next random number
float draw(float low, float high) { return mix(low, high, draw()); }
vec2 draw2() { float x = draw(); return vec2(x, draw()); }
vec3 colour() { vec2 rg = draw2(); vec3 c = vec3(rg, draw()); return mix(vec3(dot(c, vec3(0.333))), c, draw(0.15, 0.75)); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
float vnoise(vec2 p) {
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
float luma(vec3 c) { return dot(c, vec3(0.3, 0.6, 0.1)); }
vec3 apart(vec3 c, vec3 other, float gap) {                      // move c's brightness at least gap away from other's
    float d = luma(c) - luma(other);
    if (abs(d) < gap) c += (luma(other) > 0.5 ? -gap : gap) - d;
    return clamp(c, 0.0, 1.0);
}
vec3 mottled(vec2 p, vec3 one, float strength) {                 // a random noise texture: grain, streaks or clouds
    vec3 two = clamp(mix(one, colour(), strength), 0.0, 1.0);
    vec2 g = turn(draw(0.0, 6.28)) * p;                           // one draw an expression: the order is then certain
    g *= draw(1.2, 7.0);
    g.y *= draw(1.0, 3.5);
    g += 90.0 * draw2();
    return mix(one, two, 0.6 * vnoise(g) + 0.4 * vnoise(2.3 * g + 5.0));
}
float blob(vec2 q, float lobes, float depth, float phase) {      // a soft random closed contour, about unit size
    float a = atan(q.y, q.x + 1e-6);
    return length(q) - 1.0 - depth * sin(lobes * a + phase) - 0.5 * depth * sin((lobes + 1.0) * a + 2.3 * phase);
}
void clutter(inout vec3 col, vec2 uv, vec3 ground, uint from, bool front) {   // distractor blobs and strokes, behind or in front of the subject
    state = from;
    int count = 2 + int(3.9 * draw());
    for (int k = 0; k < 5; k++) {
        vec2 c = 2.2 * draw2() - 1.1, q = turn(draw(0.0, 6.28)) * (uv - c);
        bool over = draw() < 0.35, line = draw() < 0.5;
        float size = draw(0.1, 0.26) * (over ? 0.6 : 1.0), len = draw(0.25, 0.7) * (over ? 0.6 : 1.0), bend = draw(-0.5, 0.5);
        float lobes = 2.0 + floor(3.0 * draw()), phase = draw(0.0, 6.28), squash = draw(0.6, 1.0);
        vec3 ink = mix(ground, colour(), draw(0.3, 0.8));
        ink = mottled(uv, ink, draw(0.0, 0.5));
        if (k >= count || over != front) continue;
        q.y += bend * q.x * q.x;
        float d = line ? length(vec2(max(abs(q.x) - len, 0.0), q.y)) - 0.25 * size : size * blob(q / (size * vec2(1.0, squash)), lobes, 0.16, phase);
        col = mix(col, ink, smoothstep(0.02, -0.02, d));
    }
}
// ---- end of the shared scene code ----
float pattern(vec2 p, float variant) {
    float bent = 0.8 * p.x + (0.42 + 0.15 * variant) * sin((1.7 + 0.7 * variant) * p.y);
    return smoothstep(-0.1, 0.1, abs(fract(bent) - 0.5) - 0.25);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    state = mixBits(uint(int(iTime)) * 16u + CLASS);
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ground = colour(), col = mottled(uv, ground, draw(0.1, 0.5));
    uint from = mixBits(state + 1u), after = mixBits(state + 2u);
    clutter(col, uv, ground, from, false);
    state = after;
    float radius = sqrt(4.0 * draw(0.22, 0.45) / 3.1416), stretch = sqrt(draw(1.0, 1.5));
    vec2 centre = (2.0 * draw2() - 1.0) * max(1.05 - radius, 0.1);
    vec2 q = turn(draw(0.0, 6.28)) * (uv - centre);
    q *= vec2(stretch, 1.0 / stretch) / radius;
    float lobes = 2.0 + floor(3.0 * draw()), depth = draw(0.05, 0.2), phase = draw(0.0, 6.28), d = radius * blob(q, lobes, depth, phase);
    if (draw() < 0.15) d = -1.0;                                  // now and then the whole picture is covered
    vec2 g = turn(draw(0.0, 6.28)) * uv;
    g *= draw(3.0, 5.0);
    g *= vec2(stretch, 1.0 / stretch);
    g += 60.0 * draw2();
    float variant = draw(), v = pattern(g, variant);
    vec3 one = mottled(uv, apart(colour(), ground, 0.12), draw(0.0, 0.2));
    vec3 two = mottled(uv, apart(colour(), one, draw(0.28, 0.5)), draw(0.0, 0.2));
    col = mix(col, mix(one, two, v), smoothstep(0.02, -0.02, d));
    clutter(col, uv, ground, from, true);
    state = mixBits(after + 3u);
    float a = draw(0.0, 6.28);                                    // light from one side, exposure, grain
    float exposure = draw(0.75, 1.2), slope = draw(0.05, 0.25), grain = draw(0.01, 0.05);
    col *= exposure + slope * dot(uv, vec2(cos(a), sin(a)));
    col += grain * (rnd(floor(fragCoord) + 1000.0 * draw2()) - 0.5);
    fragColor = vec4(clamp(col, 0.0, 1.0), 1.0);
}
