// title: Icebergs
// family: icebergs
// description: Faceted bergs with blue undersides float past, reflected in dark water
// tags: terrain
// dialect: shadertoy
// licence: CC0-1.0
// @param kFacets identity 5.0 3.0 9.0
// @param kTall identity 0.5 0.25 0.8
// @param kDrift pose 0.12 0.05 0.4
// @param kAurora light 0.5 0.0 1.0
// @param kHue palette 0.45 0.0 1.0
const float kFacets = 5.0;
const float kTall = 0.5;
const float kDrift = 0.12;
const float kAurora = 0.5;
const float kHue = 0.45;
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
float berg(vec2 q, float id) {                        // convex lump cut by random planes
    float d = abs(q.x) - 0.6;
    for (int k = 0; k < 9; k++) {
        if (float(k) >= floor(kFacets)) break;
        float a = 0.25 + 2.6 * (float(k) + rnd(vec2(k, id))) / floor(kFacets);
        d = max(d, dot(q, vec2(cos(a), sin(a))) - (0.25 + 0.25 * rnd(vec2(k, id + 30.0))) * (0.6 + kTall * sin(a)));
    }
    return d;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float water = -0.25;
    bool mirror = p.y < water;
    vec2 s = mirror ? vec2(p.x + 0.02 * sin(40.0 * p.y + 3.0 * iTime) * (water - p.y + 0.2), 2.0 * water - p.y) : p;
    vec3 green = 0.5 + 0.5 * cos(6.28 * (kHue + 0.2 * s.x + vec3(0.0, 0.33, 0.67)));
    vec3 col = mix(vec3(0.75, 0.85, 0.92), vec3(0.08, 0.13, 0.3), smoothstep(-0.3, 0.8, s.y) * (0.5 + 0.5 * kAurora));
    float curtain = vnoise(vec2(3.0 * s.x + 0.8 * sin(2.0 * s.y + 0.7 * iTime), 0.5 * iTime)) * vnoise(vec2(17.0 * s.x + 3.0 * sin(2.0 * s.y + 0.7 * iTime), 2.0));
    col += kAurora * green * curtain * 1.4 * smoothstep(-0.1, 0.5, s.y) * smoothstep(1.2, 0.4, s.y);
    for (int k = 0; k < 6; k++) {
        float z = float(k) / 5.0, size = 0.6 + 1.3 * z * z, id = floor(rnd(vec2(k, 2)) * 90.0), span = 3.4;
        vec2 q = (s - vec2(mod(rnd(vec2(k, 5)) * span + kDrift * iTime * (0.5 + z), span) - 0.5 * span, water - 0.02 - 0.25 * z * float(!mirror) + 0.02 * sin(iTime + float(k)))) / size;
        if (mirror) q.y -= 0.25 * z / size * 0.6;
        float d = berg(q, id), e = 0.03, gx = berg(q + vec2(e, 0.0), id) - berg(q - vec2(e, 0.0), id), gy = berg(q + vec2(0.0, e), id) - berg(q - vec2(0.0, e), id);
        float plane = floor(7.0 * vnoise(vec2(2.5 * q.x + q.y * 1.5, id))) / 7.0, strata = abs(fract(6.0 * (q.y + 0.2 * q.x) + plane) - 0.5);
        vec3 ice = mix(vec3(0.3, 0.6, 0.78), vec3(0.95, 0.98, 1.0), clamp(0.4 + 6.0 * gy - 5.0 * gx + plane * 0.6 - 0.2, 0.0, 1.0));
        ice *= 0.85 + 0.2 * smoothstep(0.05, 0.15, strata);
        ice = mix(ice, vec3(0.15, 0.5, 0.65), smoothstep(0.15, 0.0, q.y));
        ice = mix(vec3(0.65, 0.75, 0.85), ice, 0.35 + 0.65 * z);
        col = mix(col, ice, smoothstep(0.012, -0.012, d) * step(0.0, q.y + 0.05));
    }
    if (mirror) col = col * vec3(0.45, 0.6, 0.65) + vec3(0.0, 0.05, 0.08) + 0.12 * smoothstep(0.6, 0.9, vnoise(vec2(4.0, 30.0) * p / (0.3 - p.y) + vec2(0.5 * iTime, iTime)));
    fragColor = vec4(col, 1.0);
}
