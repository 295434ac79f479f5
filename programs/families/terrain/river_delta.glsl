// title: River delta
// family: river_delta
// description: Braided channels split and join over mud flats, seen from above with sun glint
// tags: terrain
// dialect: shadertoy
// licence: CC0-1.0
// @param kBraids identity 4.0 2.0 7.0
// @param kMeander identity 0.5 0.2 1.0
// @param kWater palette 0.5 0.0 1.0
// @param kSun light 0.6 -3.0 3.0
// @param kFly viewpoint 0.35 0.1 0.8
const float kBraids = 4.0;
const float kMeander = 0.5;
const float kWater = 0.5;
const float kSun = 0.6;
const float kFly = 0.35;
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
float fbm(vec2 p) {                                   // five octaves of noise
    float sum = 0.0, weight = 0.5;
    for (int k = 0; k < 5; k++) { sum += weight * vnoise(p); p = mat2(1.6, 1.2, -1.2, 1.6) * p + 17.0; weight *= 0.5; }
    return sum;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = vec2(p.x, p.y + kFly * iTime) * 1.4;
    g.x += 0.25 * (fbm(1.3 * g) - 0.5);
    float d = 9.0, wide = 0.0;
    for (int k = 0; k < 7; k++) {
        if (float(k) >= floor(kBraids)) break;
        float f = float(k), x = 1.6 * (rnd(vec2(k, 3)) - 0.5) + kMeander * (sin(1.4 * g.y * (0.6 + 0.5 * rnd(vec2(k, 5))) + 9.0 * rnd(vec2(k, 7))) * 0.6 + 0.8 * (vnoise(vec2(0.9 * g.y, f)) - 0.5));
        float w = 0.05 + 0.13 * vnoise(vec2(0.7 * g.y, f + 20.0)) * (k == 0 ? 1.6 : 1.0);
        d = min(d, abs(g.x - x) - w);
        wide += smoothstep(0.25, 0.0, abs(g.x - x) - w);
    }
    float detail = fbm(7.0 * g), bank = d - 0.05 * (detail - 0.4), vein = abs(fbm(4.0 * g + vec2(0.0, 3.0)) - 0.5) - 0.012 - 0.02 * smoothstep(0.35, 0.0, d);
    vec3 mud = mix(vec3(0.62, 0.5, 0.36), vec3(0.45, 0.4, 0.25), detail), green = mix(vec3(0.25, 0.4, 0.17), vec3(0.5, 0.55, 0.22), vnoise(3.0 * g + 9.0)) * (0.6 + 0.6 * vnoise(30.0 * g));
    vec3 col = mix(mud, green, smoothstep(0.06, 0.22, bank + 0.1 * detail));
    vec3 deep = mix(vec3(0.05, 0.28, 0.38), vec3(0.3, 0.25, 0.15), kWater), shallow = mix(vec3(0.35, 0.65, 0.62), vec3(0.65, 0.55, 0.35), kWater), water = mix(shallow, deep, smoothstep(0.0, -0.1, bank));
    float ripple = vnoise(vec2(20.0 * g.x, 9.0 * g.y - 3.0 * iTime)) - vnoise(vec2(20.0 * g.x + 1.0, 9.0 * g.y - 3.0 * iTime));
    water += 0.5 * smoothstep(0.15, 0.5, ripple) * exp(-2.0 * pow(dot(p, vec2(cos(kSun), sin(kSun))) - 0.4, 2.0));
    col = mix(col, shallow * 0.9, smoothstep(0.012, -0.005, vein) * smoothstep(0.6, 0.1, d));
    col = mix(col, vec3(0.85, 0.78, 0.6), smoothstep(0.035, 0.0, abs(bank - 0.015)));
    col = mix(col, water, smoothstep(0.012, -0.012, bank));
    vec2 b = vec2(mod(g.x * 1.3 + 3.0 * rnd(vec2(floor(g.y), 4)), 2.0) - 1.0, fract(g.y) - 0.5 + 0.3 * sin(0.5 * iTime));
    float boat = max(abs(b.x) - 0.02, abs(b.y) - 0.06 + abs(b.x));
    if (bank < -0.03 && rnd(vec2(floor(g.y), 11)) < 0.3) col = mix(col, vec3(0.95), step(boat, 0.0));
    fragColor = vec4(col, 1.0);
}
