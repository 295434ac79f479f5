// title: Branching trees
// family: branching_tree
// description: Trees grow by repeated folding, crowns in leaf or blossom
// tags: articulated
// dialect: shadertoy
// licence: CC0-1.0
// @param kFork pose 0.5 0.25 0.9
// @param kShrink identity 0.68 0.58 0.76
// @param kLevels identity 7.0 4.0 8.0
// @param kSeason palette 0.3 0.0 1.0
// @param kWind pose 0.12 0.0 0.4
const float kFork = 0.5;
const float kShrink = 0.68;
const float kLevels = 7.0;
const float kSeason = 0.3;
const float kWind = 0.12;
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
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = mix(vec3(0.98, 0.9, 0.78), vec3(0.55, 0.75, 0.88), smoothstep(-0.6, 1.0, p.y));
    float hills = p.y + 0.45 - 0.15 * sin(1.8 * p.x + 1.0) - 0.1 * vnoise(vec2(4.0 * p.x, 2));
    col = mix(col, vec3(0.55, 0.68, 0.62), smoothstep(0.01, -0.01, hills));
    for (int tree = 0; tree < 4; tree++) {
        float z = float(tree) * 0.7, id = rnd(vec2(tree, 4)), s = 0.75 + 0.25 * z, x = mod(0.75 * float(tree) + 0.11 * iTime * s + 0.3 * id, 3.0) - 1.5;
        vec2 q = (p - vec2(x, -0.8 - 0.12 * z)) / s;
        float d = 9.0, size = 1.0, leaf = 9.0, mark = 0.0;
        for (int k = 0; k < 8; k++) {
            if (float(k) >= floor(kLevels)) break;
            float len = 0.5 * (k == 0 ? 1.15 : 1.0), w = 0.055 * (1.0 - 0.35 * clamp(q.y / len, 0.0, 1.0)) + 0.008 * float(k);
            d = min(d, (length(vec2(q.x, q.y - clamp(q.y, 0.0, len))) - w) * size);
            q.y -= len;
            mark += q.x < 0.0 ? exp2(-float(k)) : 0.0;
            q.x = abs(q.x);
            float lean = kFork * (0.8 + 0.4 * sin(3.0 * float(k) + 9.0 * id)) + kWind * sin(1.5 * iTime + 1.3 * float(k) + 5.0 * id);
            q = turn(lean) * q / kShrink;
            size *= kShrink;
            if (k > 2) leaf = min(leaf, (length(q - vec2(0.0, 0.25)) - 0.55 - 0.2 * vnoise(vec2(40.0 * mark, z))) * size);
        }
        vec3 bark = vec3(0.28, 0.19, 0.14) * (0.7 + 0.6 * vnoise(vec2(60.0, 12.0) * p));
        vec3 crown = mix(mix(vec3(0.2, 0.45, 0.15), vec3(0.9, 0.5, 0.1), smoothstep(0.2, 0.6, kSeason)), vec3(0.97, 0.7, 0.8), smoothstep(0.6, 0.95, kSeason));
        crown *= 0.55 + 0.7 * fract(37.0 * mark + 0.3 * rnd(floor(60.0 * p))) ;
        col = mix(col, bark, smoothstep(0.008, -0.004, d));
        col = mix(col, crown, smoothstep(0.01, -0.01, leaf) * (0.8 + 0.2 * id));
    }
    float meadow = p.y + 0.82 - 0.05 * vnoise(vec2(30.0 * p.x, 5.0 * sin(iTime))) - 0.06 * sin(2.0 * p.x);
    col = mix(col, vec3(0.35, 0.5, 0.2) * (0.6 + 0.6 * vnoise(vec2(50.0 * p.x, 8.0 * p.y))), smoothstep(0.02, -0.02, meadow));
    fragColor = vec4(col, 1.0);
}
