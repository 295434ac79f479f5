// title: Turing skin
// family: turing_skin
// description: Near cells help and far cells hinder: stripes and spots settle out of noise in sixteen frames
// tags: feedback
// dialect: twigl:geeker_300
// licence: CC0-1.0
// @param kInner identity 3.0 2.0 4.5
// @param kOuter identity 7.0 6.0 10.0
// @param kBias identity 0.0 -0.25 0.25
// @param kGrain texture 0.16 0.08 0.3
// @param kHue palette 0.0 0.0 1.0
const float kInner = 3.0;
const float kOuter = 7.0;
const float kBias = 0.0;
const float kGrain = 0.16;
const float kHue = 0.0;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
float cell(vec2 at) { return texelFetch(b, ivec2(mod(at, r)), 0).a; }
void main() {
    vec2 p = gl_FragCoord.xy;
    float near = 0.0, far = 0.0, grain = kGrain * 64.0 / r.y;
    for (int k = 0; k < 12; k++) {
        float a = 0.5236 * float(k), s = r.y / 96.0;
        near += cell(p + s * kInner * 0.7 * vec2(cos(a), sin(a)));
        far += cell(p + s * kOuter * vec2(cos(a + 0.26), sin(a + 0.26)));
    }
    float state = f < 1.5 ? 2.0 * vnoise(p * grain * 4.0 + 7.0 * floor(t)) - 1.0 + sin(3.0 * t + p.x / r.x * 6.0) * 0.3 : tanh(2.2 * cell(p) + 3.2 * (near - far) / 12.0 + kBias + 0.15 * sin(6.0 * p.y / r.y + t));
    float edge = smoothstep(0.85, 0.2, abs(state));
    vec3 skin = mix(pal(kHue + 0.1 * sin(0.5 * t)) * 0.35, pal(kHue + 0.45) * 0.4 + 0.55, 0.5 + 0.5 * state);
    o = vec4(skin * (0.75 + 0.25 * vnoise(p * 0.5)) + 0.25 * edge * pal(kHue + 0.2), state);
}
