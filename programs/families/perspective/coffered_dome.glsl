// title: Coffered dome
// family: coffered_dome
// description: The inside of a dome with coffers narrowing to an oculus, light patch wandering
// tags: perspective
// dialect: shadertoy
// licence: CC0-1.0
// @param kCoffers identity 20.0 10.0 32.0
// @param kRings identity 7.0 4.0 12.0
// @param kLook viewpoint 0.35 0.0 0.8
// @param kBeam light 0.9 0.3 1.4
// @param kHue palette 0.0 0.0 6.28
const float kCoffers = 20.0;
const float kRings = 7.0;
const float kLook = 0.35;
const float kBeam = 0.9;
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
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 look_ = kLook * vec2(cos(0.4 * iTime), sin(0.33 * iTime));
    vec3 rd = normalize(vec3(p + look_, 0.9));
    float polar = acos(clamp(rd.z, -1.0, 1.0)), around = atan(rd.y, rd.x) + 0.06 * iTime, v = polar / 1.6 * floor(kRings), ring = floor(v), u = around / 6.2832 * floor(kCoffers);
    vec2 f = abs(vec2(fract(u), fract(v)) - 0.5), cell = vec2(mod(floor(u), floor(kCoffers)), ring);
    vec3 marble = spin(mix(vec3(0.85, 0.78, 0.68), vec3(0.7, 0.62, 0.52), rnd(cell)), kHue) * (0.85 + 0.25 * vnoise(9.0 * vec2(u, v)));
    float m = max(f.x, f.y), sunk = floor(clamp((0.42 - m) / 0.11, 0.0, 3.0)), lip = fract(clamp((0.42 - m) / 0.11, 0.0, 3.0));
    vec2 side = vec2(fract(u) - 0.5, fract(v) - 0.5);
    float slope = f.x > f.y ? sign(side.x) * sin(around) : sign(side.y);
    vec3 col = marble * (1.0 - 0.22 * sunk) * (1.0 + 0.3 * slope * step(lip, 0.3) * step(0.01, sunk + lip));
    if (sunk > 2.5) { float petal = length(side) - 0.06 - 0.03 * cos(6.0 * atan(side.y, side.x)); col = mix(col, spin(vec3(0.95, 0.75, 0.3), kHue), smoothstep(0.02, -0.02, petal)); }
    float eye = polar - 0.28, cloud = vnoise(6.0 * p + 0.5 * iTime);
    vec3 spot = normalize(vec3(0.8 * cos(0.5 * iTime), 0.8 * sin(0.5 * iTime), 0.8));
    col *= 0.45 + kBeam * smoothstep(0.86, 0.93, dot(rd, spot)) + 0.4 * smoothstep(1.2, 0.2, polar);
    col = mix(col, vec3(0.8, 0.72, 0.6), smoothstep(0.1, 0.08, abs(eye - 0.05)) * 0.6);
    col = mix(col, mix(vec3(0.3, 0.6, 0.95), vec3(1.0), smoothstep(0.4, 0.8, cloud)), smoothstep(0.01, -0.01, eye));
    if (polar > 1.25) col = mix(vec3(0.25, 0.2, 0.2), spin(vec3(0.7, 0.3, 0.2), kHue), step(0.5, fract(around * 9.0))) * smoothstep(1.9, 1.2, polar);
    fragColor = vec4(col, 1.0);
}
