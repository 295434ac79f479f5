// title: Star polygons
// family: star_polygons
// description: Regular star polygons drawn as crossing chords, nested and turning against each other
// tags: contours
// dialect: shadertoy
// licence: CC0-1.0
// @param kPoints identity 9.0 5.0 13.0
// @param kSkip identity 4.0 2.0 5.0
// @param kTurn pose 0.3 -1.0 1.0
// @param kHue palette 0.6 0.0 1.0
// @param kWidth texture 0.03 0.01 0.07
const float kPoints = 9.0;
const float kSkip = 4.0;
const float kTurn = 0.3;
const float kHue = 0.6;
const float kWidth = 0.03;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float n = floor(kPoints), ground = 0.5 + 0.5 * cos(n * atan(p.y, p.x) - iTime);
    vec3 col = mix(vec3(0.98, 0.95, 0.88), vec3(0.93, 0.87, 0.75), ground);
    for (int ring = 0; ring < 4; ring++) {
        float z = float(ring), size = 1.25 * pow(0.62, z);
        vec2 q = turn(kTurn * iTime * (mod(z, 2.0) < 0.5 ? 1.0 : -1.0) + 0.2 * z) * p / size;
        float inside = 0.0, near = 9.0, apothem = cos(3.1416 * floor(kSkip) / n);
        for (int k = 0; k < 13; k++) {
            if (float(k) >= n) break;
            float a = 6.2832 * (float(k) + 0.5) / n, x = dot(q, vec2(cos(a), sin(a))), y = dot(q, vec2(-sin(a), cos(a)));
            inside += step(apothem, x);
            near = min(near, length(vec2(x - apothem, max(abs(y) - sqrt(1.0 - apothem * apothem), 0.0))));
        }
        float disc = step(length(q), 1.0), odd = mod(inside, 2.0);
        vec3 fill = pal(kHue + 0.13 * z + 0.09 * inside) * (0.65 + 0.35 * odd);
        col = mix(col, fill, disc * 0.9);
        col = mix(col, vec3(0.12, 0.1, 0.2), smoothstep(kWidth, kWidth - 0.015, near));
    }
    fragColor = vec4(col, 1.0);
}
