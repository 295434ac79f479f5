// title: Cobbled road
// family: cobbled_road
// description: A road of set stones runs to the horizon between hedges, puddles mirror the sky
// tags: perspective
// dialect: shadertoy
// licence: CC0-1.0
// @param kBend pose 0.3 -0.8 0.8
// @param kHeight viewpoint 0.6 0.3 1.2
// @param kPace pose 1.2 0.4 3.0
// @param kDusk light 0.4 0.0 1.0
// @param kWet texture 0.5 0.2 0.8
// @param kHue palette 0.0 0.0 6.28
const float kBend = 0.3;
const float kHeight = 0.6;
const float kPace = 1.2;
const float kDusk = 0.4;
const float kWet = 0.5;
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
float fbm(vec2 p) {                                   // five octaves of noise
    float sum = 0.0, weight = 0.5;
    for (int k = 0; k < 5; k++) { sum += weight * vnoise(p); p = mat2(1.6, 1.2, -1.2, 1.6) * p + 17.0; weight *= 0.5; }
    return sum;
}
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float horizon = 0.18 + 0.05 * sin(0.5 * iTime);
    vec3 sky = mix(mix(vec3(0.95, 0.85, 0.7), vec3(1.0, 0.5, 0.3), kDusk), mix(vec3(0.35, 0.6, 0.9), vec3(0.2, 0.15, 0.4), kDusk), smoothstep(0.0, 0.9, abs(p.y - horizon)));
    sky = mix(sky, mix(vec3(1.0), vec3(0.9, 0.55, 0.5), kDusk), smoothstep(0.5, 0.8, fbm(vec2(1.5 * p.x, 4.0 * abs(p.y - horizon)) + 0.15 * iTime)));
    vec3 col = sky;
    float down = horizon - p.y;
    if (down > 0.0) {
        float z = kHeight / down, x = p.x * z - kBend * 0.08 * z * z, fade = exp(-0.12 * z);
        vec2 g = vec2(x, z + kPace * iTime), u = vec2(3.0 * g.x, 2.5 * g.y + 0.0);
        u.x += 0.5 * mod(floor(u.y), 2.0);
        vec2 cell = floor(u), f = abs(fract(u) - 0.5);
        float joint = length(max(f - 0.25, 0.0)), stone = smoothstep(0.26, 0.12, joint);
        vec3 road = spin(mix(vec3(0.5, 0.42, 0.38), vec3(0.66, 0.6, 0.55), rnd(cell)), kHue) * (0.3 + 0.7 * stone) * (0.75 + 0.4 * vnoise(14.0 * g));
        float puddle = smoothstep(kWet, kWet - 0.06, vnoise(0.8 * g + 5.0) + 0.12 * stone);
        road = mix(road, sky * 0.85, puddle * 0.8);
        vec3 verge = mix(vec3(0.25, 0.42, 0.15), vec3(0.5, 0.52, 0.2), vnoise(3.0 * g)) * (0.5 + vnoise(vec2(16.0, 3.0) * g));
        col = mix(sky, mix(road, verge, smoothstep(1.25, 1.35, abs(x) + 0.1 * vnoise(5.0 * g))), fade);
    }
    for (int k = 9; k >= 0; k--) {                    // hedges and posts, far to near
        float z = float(k) + 1.0 - fract(kPace * iTime) + 0.4, id = floor(kPace * iTime) + float(k), x0 = kBend * 0.08 * z;
        for (int s = 0; s < 2; s++) {
            float way = s == 0 ? -1.0 : 1.0;
            vec2 q = vec2(p.x - x0 - way * 1.9 / z, p.y - horizon + kHeight / z) * z;
            float crown = length((q - vec2(0.0, 0.55)) * vec2(1.0, 0.8)) - 0.42 - 0.2 * vnoise(7.0 * q + id * 3.0 + 50.0 * way), stem = max(abs(q.x) - 0.06, abs(q.y - 0.15) - 0.2);
            vec3 tree = spin(vec3(0.22, 0.4, 0.14), kHue + 0.8 * rnd(vec2(id, way))) * (0.45 + 0.8 * vnoise(16.0 * q + id)) * (0.7 + 0.5 * q.y);
            col = mix(col, mix(sky, vec3(0.2, 0.13, 0.1), exp(-0.12 * z)), smoothstep(0.02, -0.02, stem));
            col = mix(col, mix(sky, tree, exp(-0.12 * z)), smoothstep(0.03, -0.03, crown) * step(0.15, rnd(vec2(id, way + 3.0))));
        }
    }
    fragColor = vec4(col, 1.0);
}
