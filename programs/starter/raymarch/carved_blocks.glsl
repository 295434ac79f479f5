// title: Carved blocks
// family: raymarch
// description: Flight past hollowed terracotta blocks in evening light
// dialect: shadertoy
// licence: CC0-1.0
float scene(vec3 p) {
    vec3 q = p - 3.0 * floor(p / 3.0 + 0.5);
    vec3 b = abs(q) - 0.75;
    float box = length(max(b, 0.0)) + min(max(b.x, max(b.y, b.z)), 0.0) - 0.08;
    return max(box, 0.98 - length(q));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = 0.5 * sin(0.4 * iTime), roll = 0.2 * iTime;
    uv = mat2(cos(roll), sin(roll), -sin(roll), cos(roll)) * uv;
    vec3 rd = normalize(vec3(uv.x + a, uv.y, 1.2)), ro = vec3(1.5 + 0.4 * sin(iTime), 1.5, 1.6 * iTime);
    float far = 0.0;
    for (int k = 0; k < 44; k++) { float d = scene(ro + far * rd); far += d; if (d < 0.004 || far > 16.0) break; }
    vec3 sky = mix(vec3(0.98, 0.72, 0.5), vec3(0.3, 0.35, 0.6), 0.5 + 0.5 * rd.y), col = sky;
    if (far < 16.0) {
        vec3 p = ro + far * rd, e = vec3(0.01, 0.0, 0.0);
        vec3 n = normalize(vec3(scene(p + e.xyy), scene(p + e.yxy), scene(p + e.yyx)) - scene(p) + 1e-6);
        vec3 id = floor(p / 3.0 + 0.5);
        float tone = fract(0.37 * id.x + 0.61 * id.y + 0.23 * id.z);
        vec3 clay = mix(vec3(0.8, 0.35, 0.2), vec3(0.25, 0.55, 0.52), step(0.55, tone));
        col = clay * (0.25 + 0.9 * max(dot(n, normalize(vec3(0.5, 0.7, -0.5))), 0.0)) + 0.12 * sky;
        col = mix(col, sky, 1.0 - exp(-0.012 * far * far));
    }
    fragColor = vec4(col, 1.0);
}
