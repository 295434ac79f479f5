// title: Ring chain
// family: raymarch
// description: Linked gold rings turning over a grey-blue haze
// dialect: shadertoy
// licence: CC0-1.0
vec2 turn(vec2 v, float a) { return vec2(v.x * cos(a) - v.y * sin(a), v.x * sin(a) + v.y * cos(a)); }
float ring(vec3 p) { return length(vec2(length(p.xy) - 0.8, p.z)) - 0.2; }
float scene(vec3 p) {
    p.xy = turn(p.xy, 0.35 * iTime);
    p.yz = turn(p.yz, 0.6 * iTime);
    float x = p.x - 1.2 * floor(p.x / 1.2 + 0.5), odd = p.x / 2.4;
    vec3 even_p = vec3(p.x - 2.4 * floor(odd + 0.5), p.y, p.z);
    vec3 odd_p = vec3(p.x - 1.2 - 2.4 * floor((p.x - 1.2) / 2.4 + 0.5), p.z, p.y);
    return min(ring(even_p), ring(odd_p));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.0, 0.0, -4.0), rd = normalize(vec3(uv, 1.8));
    float far = 0.0;
    for (int k = 0; k < 44; k++) { float d = scene(ro + far * rd); far += 0.85 * d; if (d < 0.003 || far > 9.0) break; }
    vec3 col = mix(vec3(0.55, 0.6, 0.66), vec3(0.2, 0.24, 0.33), length(uv) * 0.7);
    if (far < 9.0) {
        vec3 p = ro + far * rd, e = vec3(0.01, 0.0, 0.0);
        vec3 n = normalize(vec3(scene(p + e.xyy) - scene(p - e.xyy), scene(p + e.yxy) - scene(p - e.yxy), scene(p + e.yyx) - scene(p - e.yyx)));
        vec3 lamp = normalize(vec3(0.6, 0.8, -0.6));
        float gleam = pow(max(dot(reflect(rd, n), lamp), 0.0), 24.0);
        vec3 gold = vec3(0.95, 0.66, 0.22) * (0.15 + 0.8 * max(dot(n, lamp), 0.0)) + 0.25 * vec3(0.6, 0.4, 0.5) * (0.5 + 0.5 * n.y);
        col = mix(gold + gleam, col, smoothstep(4.0, 9.0, far));
    }
    fragColor = vec4(col, 1.0);
}
