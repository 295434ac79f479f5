// title: Canyon flight
// family: canyon_flight
// description: A low flight between banded walls, texture streams outward from the vanishing point
// tags: perspective
// dialect: shadertoy
// licence: CC0-1.0
// @param kWinding pose 0.5 0.1 1.0
// @param kSpeed pose 2.0 0.6 4.0
// @param kBands texture 5.0 2.0 10.0
// @param kBank viewpoint 0.3 -0.8 0.8
// @param kHue palette 0.0 0.0 6.28
const float kWinding = 0.5;
const float kSpeed = 2.0;
const float kBands = 5.0;
const float kBank = 0.3;
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
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float fly = kSpeed * iTime;
    p = turn(kBank * sin(0.7 * iTime)) * p;
    vec3 ro = vec3(kWinding * sin(0.4 * fly), 0.25, fly), rd = normalize(vec3(p.x + 0.5 * kWinding * cos(0.4 * fly + 0.6), p.y - 0.05, 1.2));
    float t = 0.1, wall = 0.0, ground = 0.0;
    vec3 q = ro;
    for (int k = 0; k < 48; k++) {
        q = ro + t * rd;
        float gap = 0.75 + 0.3 * q.y - 0.35 * vnoise(vec2(1.3 * q.z, 2.0 * q.y + 5.0 * sign(q.x))) - abs(q.x - kWinding * sin(0.4 * q.z));
        float low = q.y + 0.6 + 0.1 * vnoise(3.0 * q.xz);
        wall = gap; ground = low;
        float d = min(gap, low);
        if (d < 0.01 || t > 14.0) break;
        t += 0.6 * d;
    }
    vec3 sky = mix(vec3(0.98, 0.85, 0.65), vec3(0.35, 0.6, 0.88), smoothstep(-0.1, 0.7, rd.y)), col = sky;
    if (t < 14.0) {
        float strata = q.y * kBands + 0.8 * vnoise(vec2(0.8 * q.z, 3)) , band = floor(strata), side = sign(q.x - ro.x);
        vec3 rock = mix(vec3(0.72, 0.36, 0.2), vec3(0.92, 0.72, 0.48), rnd(vec2(band, 4.0))) * (0.55 + 0.6 * vnoise(vec2(9.0 * q.z, 12.0 * q.y)));
        rock *= 0.75 + 0.25 * smoothstep(0.0, 0.12, fract(strata));
        rock *= side > 0.0 ? 0.55 : 1.05;
        vec3 sand = vec3(0.85, 0.65, 0.4) * (0.65 + 0.4 * vnoise(vec2(9.0, 5.0) * q.xz));
        float river = abs(q.x - kWinding * sin(0.4 * q.z) + 0.15 * sin(2.0 * q.z)) - 0.16;
        sand = mix(sand, vec3(0.2, 0.5, 0.55) + 0.3 * vnoise(vec2(30.0, 8.0) * q.xz - vec2(0.0, 3.0 * iTime)), smoothstep(0.03, -0.03, river));
        col = spin(wall < ground ? rock : sand, kHue);
        col = mix(col, sky, 1.0 - exp(-0.012 * t * t));
    }
    fragColor = vec4(col, 1.0);
}
