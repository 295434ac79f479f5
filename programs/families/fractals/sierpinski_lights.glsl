// title: Sierpinski lanterns
// family: sierpinski_lights
// description: Triangles folded in triangles as glass lanterns, levels lit in turn
// tags: fractals
// dialect: shadertoy
// licence: CC0-1.0
// @param kLevels identity 5.0 2.0 7.0
// @param kSkew identity 0.0 -0.35 0.35
// @param kTurn pose 0.2 -1.0 1.0
// @param kHue palette 0.08 0.0 1.0
// @param kGlow light 0.7 0.2 1.2
const float kLevels = 5.0;
const float kSkew = 0.0;
const float kTurn = 0.2;
const float kHue = 0.08;
const float kGlow = 0.7;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
float triangle(vec2 q) { q.x = abs(q.x); return max(q.x * 0.866 + q.y * 0.5, -q.y) - 0.5; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 z = turn(kTurn * iTime) * p * 0.8 + vec2(0.0, 0.05);
    z *= 1.0 - 0.25 * sin(0.5 * iTime);
    vec3 col = mix(vec3(0.03, 0.03, 0.08), pal(kHue + 0.5) * 0.25, 0.5 + 0.5 * p.y);
    float s = 1.0, mark = 0.0;
    for (int k = 0; k < 7; k++) {
        if (float(k) >= floor(kLevels)) break;
        float d = triangle(z) / s, hole = triangle(-z * 2.0 + vec2(0.0, 0.0)) * 0.5 / s, beat = 0.5 + 0.5 * sin(2.0 * iTime - 1.3 * float(k) + 6.0 * rnd(vec2(mark, k)));
        vec3 glass = pal(kHue + 0.14 * float(k) + 0.3 * rnd(vec2(mark, k + 9)));
        col = mix(col, glass * (0.3 + kGlow * beat * exp(-6.0 * length(z))), smoothstep(0.006, -0.006, hole) * step(d, 0.0));
        col = mix(col, vec3(0.9, 0.8, 0.55), smoothstep(0.012, 0.004, abs(hole)) * step(d, 0.0));
        col = mix(col, vec3(0.9, 0.8, 0.55), smoothstep(0.012, 0.004, abs(d)) * (k == 0 ? 1.0 : 0.0));
        z *= 2.0;                                     // into the nearest of the three corners
        s *= 2.0;
        vec2 corner = z.y > 0.5 - abs(z.x) * 0.3 && z.y > 0.25 ? vec2(0.0, 1.0) : vec2(0.866 * sign(z.x), -0.5);
        mark = mark * 3.0 + (corner.y > 0.0 ? 0.0 : z.x > 0.0 ? 1.0 : 2.0);
        z = turn(kSkew * sin(0.7 * iTime)) * (z - corner);
    }
    fragColor = vec4(col, 1.0);
}
