// title: Gyroid sponge
// family: gyroid_sponge
// description: A flight through the channels of a minimal surface, banded by height
// tags: lit_scenes
// dialect: shadertoy
// licence: CC0-1.0
// @param kThick identity 0.25 0.08 0.5
// @param kCell identity 1.6 1.0 2.6
// @param kRoll viewpoint 0.2 -1.0 1.0
// @param kLamp light 1.2 0.5 2.0
// @param kHue palette 0.0 0.0 1.0
// @param kBands texture 5.0 1.0 12.0
const float kThick = 0.25;
const float kCell = 1.6;
const float kRoll = 0.2;
const float kLamp = 1.2;
const float kHue = 0.0;
const float kBands = 5.0;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
float map(vec3 q) { vec3 g = kCell * q; return 0.55 * (abs(dot(sin(g), cos(g.yzx))) - kThick) / kCell; }
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.35 * sin(0.5 * iTime), 0.3 * cos(0.4 * iTime), 1.1 * iTime), rd = normalize(vec3(turn(kRoll * sin(0.3 * iTime)) * p, 1.1));
    ro += vec3(1.5708, 0.0, 0.0) / kCell;
    rd.xz = turn(0.35 * sin(0.27 * iTime)) * rd.xz;
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 70 && d > 0.002 && t < 9.0; k++) { d = map(ro + t * rd); t += d; }
    vec3 q = ro + t * rd, n = normal(q), to = ro + vec3(0.3, 0.5, 0.8) - q;
    float bands = dot(q, vec3(0.3, 1.0, 0.2)) * kBands, side = dot(sin(kCell * q), cos(kCell * q.yzx));
    vec3 base = mix(pal(kHue + 0.06 * floor(bands)), pal(kHue + 0.45), step(0.0, side));
    base *= 0.7 + 0.3 * smoothstep(0.04, 0.12, abs(fract(bands) - 0.5));
    float diffuse = max(dot(n, normalize(to)), 0.0) * kLamp / (0.5 + 0.35 * dot(to, to));
    vec3 col = base * (0.12 + 1.3 * diffuse) + 0.4 * pow(max(dot(reflect(rd, n), normalize(to)), 0.0), 20.0);
    col = mix(col, pal(kHue + 0.7) * 0.25, smoothstep(2.0, 8.5, t));
    fragColor = vec4(col, 1.0);
}
